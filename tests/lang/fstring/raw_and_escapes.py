x = 1
print(f'\t{x}\n', rf'\t{x}\n', f'\N{LATIN SMALL LETTER A}', f'\u00e9{x}')
