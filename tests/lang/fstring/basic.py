x, y = 3, 'a'
print(f'{x}{y}', f'{x!r:>5}|{y!s:<3}|{y!r}|{y!a}', f'', f'text', f'{{}}', f'{{{x}}}')
