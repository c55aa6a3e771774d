/** Where a command runs and where it prints. */
export interface Terminal {
  readonly cwd: string;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}
