// @apollo/gateway reports usage hourly and probes cloud metadata addresses unless this is set before it is first
// imported. The one place outside a config.ts that touches process.env: no deployment may switch it on again.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
