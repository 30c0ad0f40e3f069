"""Acts of walking a chart and of the image guard."""
