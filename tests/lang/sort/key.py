words = ["banana", "Apple", "cherry", "date"]
print(sorted(words, key=len), sorted(words, key=str.lower), sorted(words, key=lambda w: w[-1]), sorted(words, key=None))
words.sort(key=lambda w: (len(w), w), reverse=True)
print(words)
