d = {'k': [1, 2]}
print(f"{d['k'][0] + 1}", f'{(lambda: 5)()}', f'{[i for i in range(3)]}', f'{x if (x := 3) else 0}', f'{ {1: 2}[1] }')
