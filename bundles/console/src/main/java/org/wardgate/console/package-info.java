/** The admin REST API over the HTTP whiteboard: servlets that check who asks, and hand over. */
@NullMarked
package org.wardgate.console;

import org.jspecify.annotations.NullMarked;
