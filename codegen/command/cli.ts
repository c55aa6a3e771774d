#!/usr/bin/env node
import { command } from "./command.js";

const { stdout, stderr } = process;
process.exitCode = await command(process.argv.slice(2), { cwd: process.cwd(), stdout, stderr });
