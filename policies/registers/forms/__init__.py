"""Forms of the registers, made of their declarations."""
