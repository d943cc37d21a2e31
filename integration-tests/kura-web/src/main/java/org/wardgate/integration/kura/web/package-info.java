/** Kura's web server and the page that Kura has at its root. */
@NullMarked
package org.wardgate.integration.kura.web;

import org.jspecify.annotations.NullMarked;
