"""Tasks that a case gives to a person or a role, and the clocks that watch over them."""
