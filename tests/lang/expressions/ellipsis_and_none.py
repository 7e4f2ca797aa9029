print(..., Ellipsis is ..., None, (None,), [...])
