// A receiver of OpsKnight's webhooks: node receiver.mjs
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const secret = process.env.WEBHOOK_SECRET; // whsec_…, as it was shown

// Whether one of the signatures in the header is of this body. During a rotation there are two.
function signed(body, header = "") {
  const want = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  return header.split(",").some((one) => {
    const given = Buffer.from(one);
    return given.length === want.length && timingSafeEqual(given, want);
  });
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks); // the bytes as they came: parsed and written again, they have another signature
  if (!signed(body, request.headers["x-opsknight-signature"])) {
    response.writeHead(401).end("wrong signature");
    return;
  }
  const event = JSON.parse(body);
  console.log("received", event.event, event.id); // the same id again: a repeat
  response.writeHead(204).end();
});

server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`listening on 127.0.0.1:${server.address().port}`);
});
