/** Talks to manufacturers' MASAs over HTTPS. */
@NullMarked
package org.wardgate.registrar.masa;

import org.jspecify.annotations.NullMarked;
