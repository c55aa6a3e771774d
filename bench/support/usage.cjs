// Loaded into the processes that are measured: at their end, notes what they used.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
  writeFileSync(process.env.GRAPHWRIGHT_BENCH_USAGE, JSON.stringify(usage));
});
