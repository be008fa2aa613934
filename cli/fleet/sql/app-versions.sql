-- Which version of the app leaks most?
SELECT
  coalesce(appVersion, 'not known') AS appVersion,
  count(*) AS connections,
  count(*) FILTER (WHERE verdict = 'growing') AS growing,
  round(100.0 * count(*) FILTER (WHERE verdict = 'growing') / count(*), 1) AS percentGrowing,
  sum(idle.audio + idle.video) AS idle,
  round(sum(idleMib.low)) AS mibLow,
  round(sum(idleMib.high)) AS mibHigh,
  sum(idleUnknown) AS withoutFigure
FROM connections
GROUP BY coalesce(appVersion, 'not known')
ORDER BY percentGrowing DESC, idle DESC;
