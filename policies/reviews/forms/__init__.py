"""Shape and wording of what is typed about reviews and reading."""
