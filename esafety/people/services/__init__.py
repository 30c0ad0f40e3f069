"""What is done to the directory: joining and leaving, families, files of people."""
