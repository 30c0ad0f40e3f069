"""Online-safety incidents: the report (Appendix H), the record (I) and the log (J)."""
