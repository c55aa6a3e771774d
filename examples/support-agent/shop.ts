import type { Order, Refund, SupportAgentSearchHelpResult } from "../../generated/support-agent/index.js";

/** What the agent needs of the shop; `DemoShop` stands for a real one. */
export interface Shop {
  orders(customer: string, limit: number): Promise<Order[]>;
  search(query: string): Promise<SupportAgentSearchHelpResult>;
  refunds(customer: string): Promise<Refund[]>;
  /** Pays money back. The same key pays once, however often it is asked. */
  pay(key: string, customer: string, refund: Refund): Promise<void>;
}

/** A shop in memory. */
export class DemoShop implements Shop {
  readonly #paid = new Map<string, { readonly customer: string; readonly refund: Refund }>();

  async orders(customer: string, limit: number): Promise<Order[]> {
    return (ORDERS[customer] ?? []).slice(0, limit);
  }

  async search(query: string): Promise<SupportAgentSearchHelpResult> {
    const words = new Set(query.toLowerCase().match(/\w{4,}/g));
    return ARTICLES.filter(({ title }) =>
      title
        .toLowerCase()
        .match(/\w{4,}/g)
        ?.some((word) => words.has(word)),
    );
  }

  async refunds(customer: string): Promise<Refund[]> {
    return [...this.#paid.values()].flatMap((each) => (each.customer === customer ? [each.refund] : []));
  }

  async pay(key: string, customer: string, refund: Refund): Promise<void> {
    this.#paid.set(key, { customer, refund });
  }
}

const ORDERS: Readonly<Record<string, readonly Order[]>> = {
  user_123: [
    { id: "o-2", placed_at: "2026-03-02T09:30:00Z", total: { amount: 8900, currency: "EUR" } },
    { id: "o-1", placed_at: "2026-01-15T17:05:00Z", total: { amount: 1250, currency: "EUR" } },
  ],
};

const ARTICLES: SupportAgentSearchHelpResult = [
  {
    url: "https://help.example.com/delivery-times",
    title: "How long does delivery take?",
    excerpt: "Parcels arrive within three working days.",
  },
  {
    url: "https://help.example.com/change-address",
    title: "How do I change my address?",
    excerpt: "Addresses can be changed in the settings until a parcel is on its way.",
  },
];
