while False:
    print('never')
else:
    print('else')
while 0: print('no')
while '': print('no')
print('end')
