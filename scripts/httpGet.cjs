'use strict';

const http = require('http');

const TIMEOUT_MS = 5_000;

/** Asks for a URL; `undefined` where nothing answers. */
function httpGet(url, headers = {}) {
  return new Promise(resolve => {
    const request = http.get(
      url,
      // The demo listens on IPv4; old Nodes would ask localhost by IPv6 alone.
      { headers, timeout: TIMEOUT_MS, family: 4 },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', part => {
          body += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, body }),
        );
        response.on('error', () => resolve(undefined));
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

module.exports = { httpGet };
