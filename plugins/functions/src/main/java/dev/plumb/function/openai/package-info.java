/** Clients of servers that speak OpenAI's protocol. The only package here that talks to the network; no message shows the key. */
@NullMarked
package dev.plumb.function.openai;

import org.jspecify.annotations.NullMarked;
