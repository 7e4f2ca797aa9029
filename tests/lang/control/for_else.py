for x in [1, 2, 3]:
    if x == 9:
        break
else:
    print('not found')
for x in [1, 2, 3]:
    if x == 2:
        print('found')
        break
else:
    print('not found')
