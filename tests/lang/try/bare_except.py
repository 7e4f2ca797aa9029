try:
    raise KeyboardInterrupt
except:
    print('any')
