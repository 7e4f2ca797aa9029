x = 1
print('a' f'{x}' 'b' f'{x + 1}' "c")
print(f'{x}' '{x}' r'\n' f'\x41')
