/** The part of oidc-provider 9 that this project uses; the package has no type declarations. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Context {
    readonly oidc: {
      readonly client: object;
      readonly params: Readonly<Record<string, string | undefined>>;
      entity(name: string, value: object): void;
    };
    body: unknown;
  }

  interface AccessToken {
    resourceServer: object;
    readonly expiration: number;
    readonly tokenType: string;
    save(): Promise<string>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    readonly AccessToken: new (properties: { client: object; accountId: string; gty: string; scope?: string }) => AccessToken;
    readonly ResourceServer: new (identifier: string, info: { scope: string; audience?: string; accessTokenFormat?: 'jwt'; accessTokenTTL?: number; jwt?: object }) => object;
    registerGrantType(name: string, handler: (ctx: Context, next: () => Promise<void>) => Promise<void>, parameters: readonly string[]): void;
    on(event: 'server_error', listener: (ctx: Context, error: Error) => void): this;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }

  export namespace errors {
    class InvalidRequest extends Error {
      constructor(description: string);
    }
  }
}
