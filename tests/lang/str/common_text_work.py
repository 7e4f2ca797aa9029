text = "The quick brown fox\njumps over the lazy dog"
words = text.split()
print(len(words), max(words, key=len), {w[0].lower() for w in words} >= {"t", "q"}, " ".join(w.capitalize() for w in words))
print([line.strip().upper() for line in text.splitlines()], text.lower().count("the"), text.index("fox"), text[::-1][:8])
counts = {}
for ch in text.lower():
    if ch.isalpha():
        counts[ch] = counts.get(ch, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5])
