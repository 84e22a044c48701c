"""One kind of value each, from what the paper prints to its normal form."""
