-- Does it become better or worse? By week, from Monday.
SELECT
  CAST(date_trunc('week', CAST(savedAt AS TIMESTAMP)) AS DATE) AS week,
  count(*) AS connections,
  count(*) FILTER (WHERE verdict = 'growing') AS growing,
  round(100.0 * count(*) FILTER (WHERE verdict = 'growing') / count(*), 1) AS percentGrowing,
  sum(idle.audio + idle.video) AS idle,
  round(sum(idleMib.low)) AS mibLow,
  round(sum(idleMib.high)) AS mibHigh,
  sum(idleUnknown) AS withoutFigure
FROM connections
GROUP BY CAST(date_trunc('week', CAST(savedAt AS TIMESTAMP)) AS DATE)
ORDER BY week;
