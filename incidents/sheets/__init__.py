"""Sheets of the record: referrals outside, disclosures, searches, breaches, and their like."""
