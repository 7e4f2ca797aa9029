s = "straße"
print(s.upper(), s.casefold(), s.capitalize(), s.title(), s.swapcase())
print("ẞ".lower(), "ß".isupper(), "ß".islower(), "SS".casefold() == "ß".casefold())
