"""Parts of other pages that know of meetings."""
