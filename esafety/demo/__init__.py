"""Two invented schools to try the product with. A composition package: nobody imports it."""
