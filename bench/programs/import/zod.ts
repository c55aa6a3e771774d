// The contract `claim` as it is written with Zod.
import * as z from "zod";

export const ClaimContext = z.strictObject({
  user_id: z.string().min(1),
  locale: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/u)
    .default("en"),
  model: z.enum(["small", "medium", "large"]).default("medium"),
  limits: z
    .strictObject({ tool_calls: z.int().min(0).default(20), budget: z.number().min(0).optional() })
    .prefault({}),
});

export const Claim = z.strictObject({
  id: z.uuid(),
  created_at: z.iso.datetime({ offset: true }),
  amount: z.number().min(0),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u)
    .default("EUR"),
  contact: z.string().nullable().default(null),
  tags: z
    .array(z.string().max(40))
    .refine((tags) => new Set(tags).size === tags.length)
    .default(() => []),
});

export const Finding = z.strictObject({
  text: z.string().min(1),
  confidence: z.number().min(0).max(1).default(0.5),
  sources: z.array(z.url()).optional(),
});

export const Decision = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accepted"), by: z.string() }),
  z.strictObject({ kind: z.literal("refused"), reason: z.string().min(1) }),
  z.strictObject({
    kind: z.literal("escalated"),
    to: z.enum(["legal", "finance", "support"]),
    urgent: z.boolean().default(false),
  }),
]);

export const ClaimState = z.strictObject({
  claim: Claim,
  question: z.string().optional(),
  decision: Decision.optional(),
  findings: z.array(Finding).default(() => []),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default(() => ({})),
  steps: z.int().min(0).default(0),
});

export const ClaimUpdate = ClaimState.partial();
