/** Makes deployment packages of bundles, the same bytes every time, and signs them. */
@NullMarked
package org.wardgate.packager;

import org.jspecify.annotations.NullMarked;
