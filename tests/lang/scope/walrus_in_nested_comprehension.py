print([[j := i + k for k in range(2)] for i in range(2)], j)
