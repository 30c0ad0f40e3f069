"""Reports for governors, made of counts alone, frozen with their data and SHA-256."""
