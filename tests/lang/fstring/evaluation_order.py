def s(x):
    print(x, end=' ')
    return x
print(f'{s(1)}{s(2):{s(3)}}{s(4)}')
