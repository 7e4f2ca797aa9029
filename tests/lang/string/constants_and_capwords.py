import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation)
print(repr(string.whitespace), repr(string.printable), string.ascii_lowercase + string.ascii_uppercase == string.ascii_letters)
print(string.capwords("the quick  brown\tfox"), string.capwords("a-b-c", "-"), string.capwords("  x "))
