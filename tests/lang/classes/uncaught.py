class Trouble(Exception):
    def __str__(self): return 'trouble ' + str(self.args[0])
print('start')
raise Trouble(42)
