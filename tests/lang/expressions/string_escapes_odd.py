print('\0\1'.encode(), '\a\b\f\v'.encode(), 'a\
b', ascii('\ud800'))
