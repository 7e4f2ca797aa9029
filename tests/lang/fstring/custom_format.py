class F:
    def __format__(self, spec): return f'<{spec}>'
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
f = F()
print(f'{f}', f'{f:abc}', f'{f!r}', f'{f!s:>5}', f'{f!r:{"<6"}}')
