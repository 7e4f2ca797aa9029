print('a' "b" 'c', 'it\'s', "q\"q", '\x41\u0042\U00000043\103', r'\n', 'tab\tnew\\n', '''tri
ple''', b'by' b'te', rb'\x', u'uni', 'é', len('\N{BULLET}'))
