/**
 * Running the rules: one thread takes events, makes the outcomes durable, and only then lets the
 * intents out.
 */
@NullMarked
package org.wardgate.decision.run;

import org.jspecify.annotations.NullMarked;
