"""The incident log (Appendix J): reads only, each of them starting from `queries.visible_to`.

`filters` and `search` narrow, `paging` turns pages, `rows` reads what a row shows, `words` puts
it into words, `exports` and `printing` write it out whole.
"""
