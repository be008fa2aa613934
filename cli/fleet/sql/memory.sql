-- How much memory do idle encoders hold, by the estimate, in MiB?
SELECT
  verdict,
  count(*) AS connections,
  sum(idleSenders) AS idleSenders,
  sum(idleUnknown) AS withoutFigure,
  round(sum(idleMib.low)) AS mibLow,
  round(sum(idleMib.high)) AS mibHigh,
  round(median(idleMib.high)) AS medianMibHigh,
  round(max(idleMib.high)) AS worstMibHigh
FROM connections
GROUP BY verdict
ORDER BY mibHigh DESC;
