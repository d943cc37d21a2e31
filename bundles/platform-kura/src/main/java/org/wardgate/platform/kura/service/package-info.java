/** Services that come and go, and services that stay once they are there. */
@NullMarked
package org.wardgate.platform.kura.service;

import org.jspecify.annotations.NullMarked;
