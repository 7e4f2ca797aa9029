try:
    {[] for _ in 'a'}
except TypeError as e: print(e)
try:
    {[]: 1 for _ in 'a'}
except TypeError as e: print(e)
