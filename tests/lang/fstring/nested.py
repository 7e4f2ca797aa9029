name = 'n'
print(f"{f'{name}'}", f"""{f'{f"{name}"}'}""")
w, p = 8, 3
print(f'{f"{w}":>{w}}|{2/3:{w}.{p}}')
