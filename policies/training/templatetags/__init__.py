"""Parts of other pages that know of training."""
