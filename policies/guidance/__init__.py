"""The guidance register: statutory and local guidance as dated data."""
