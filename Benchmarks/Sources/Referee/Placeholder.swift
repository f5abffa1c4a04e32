internal import CPeaks
