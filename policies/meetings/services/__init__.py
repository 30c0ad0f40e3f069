"""Acts of meetings: preparing, writing down, actions, closing, reminding."""
