/** What a process that ran a command exits with. */
export const EXIT = { fine: 0, problems: 1, misuse: 2, bug: 70 } as const;
